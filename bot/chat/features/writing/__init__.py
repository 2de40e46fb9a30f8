"""Practice messages, reflections, checklists and the plan."""
