# The HTML parser, built from the sources inside a source distribution (docs/dependencies.md).
