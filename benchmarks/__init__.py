"""Measurements. Figures are ratios within one run, because machines differ and ratios stay."""
