"""What each operation answers, one module per group of the spec."""
