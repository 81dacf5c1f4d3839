# Generated from spec/. Do not edit.
"""Wire models, one module for each group."""
