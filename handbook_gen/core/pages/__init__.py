"""Handbook → pages: one module per kind, listed in `kinds`; how a page looks is the templates' business."""
