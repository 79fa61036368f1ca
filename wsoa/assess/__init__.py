"""Arithmetic on a plan and a day: commitments, slippage, standing, roll-up, KPI state. Pure."""
