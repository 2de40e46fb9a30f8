"""Words about what learners write: practice messages, reflections, checklists and the plan."""
