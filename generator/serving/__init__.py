"""The parts of `kijkwijzer serve`: who may look, what is answered, and how a score file is saved from the browser."""
