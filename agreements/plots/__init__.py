"""From numbers to the geometry of plots; the templates in `templates/plots/` draw them.

Lengths are units of an SVG's view box, about as large as the pixels of a page. What is laid out
here is a few dozen values, however large the register is.
"""
