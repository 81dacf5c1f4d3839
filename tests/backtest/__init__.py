"""The backtesting engine, by example and by property."""
