import dateline


def test_all_is_what_is_visible() -> None:
    assert dateline.__all__ == sorted(dateline.__all__)
    assert dir(dateline) == dateline.__all__
    for name in dateline.__all__:
        assert getattr(dateline, name).__doc__, f"{name} has no docstring"
    public = {name for name, value in vars(dateline).items() if not name.startswith("_") and not hasattr(value, "__path__")}
    modules = {"errors", "types", "reading", "archive", "annotations", "importlib", "logging", "TYPE_CHECKING"}
    assert public - modules - set(dateline.__all__) <= {"compiled", "ids", "later", "records", "remembering", "rules", "settings", "tables"}
