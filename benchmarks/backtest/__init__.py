"""The backtesting engine beside others and beside what a single pass costs."""
