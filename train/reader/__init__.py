"""Trains the network that Hearsay reads with: see train/README.md."""
