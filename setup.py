"""The parts of Dateline that are compiled where a C compiler is at hand; everything else stands in pyproject.toml.

Without Cython or a compiler the package installs all the same: plain Python then does their work, with equal results.
"""

from setuptools import Extension, setup

NAMES = (
    "dates/compiled_excerpts",
    "expressions/compiled_tokens",
    "items/compiled_cards",
    "items/compiled_links",
    "items/compiled_source",
    "items/compiled_walk",
    "pages/compiled_bytes",
    "items/compiled_trees",
    "items/compiled_text",
    "items/compiled_features",
    "store/compiled_captures",
    "store/compiled_facts",
    "store/compiled_records",
    "store/compiled_words",
)

try:
    from Cython.Build import cythonize
except ImportError:
    modules = []
else:
    modules = cythonize(
        [Extension(f"dateline.{name.replace('/', '.')}", [f"src/dateline/{name}.pyx"]) for name in NAMES], build_dir="build"
    )
for module in modules:
    module.optional = True  # cythonize leaves it out

setup(ext_modules=modules)
