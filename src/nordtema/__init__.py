"""nordtema: topics that speak four written norms, compared across countries."""

__version__ = "0.2.0"
