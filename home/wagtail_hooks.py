from .health import hooks as health_hooks  # noqa: F401
