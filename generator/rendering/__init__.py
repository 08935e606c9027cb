"""From the model to pages and sheets: pure functions from plain data to text. Nothing here writes a file."""
