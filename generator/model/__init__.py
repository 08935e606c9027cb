"""The things of the domain and what follows from them: no disk, no clock, no markup."""
