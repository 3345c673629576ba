"""A table to a figure: pure functions, no input or output.

Each returns a `style.Drawing`: the figure, its alt text and its caption, all three made from the
table alone. `style.render` turns a figure into bytes, the same bytes for the same table.
"""
