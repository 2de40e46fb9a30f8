"""From YAML files to the domain model, with every fault at its place."""
