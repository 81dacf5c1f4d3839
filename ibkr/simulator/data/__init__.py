"""Daily bars of five stocks, bundled: see NOTICE for their origin and `series.py` for reading them."""
