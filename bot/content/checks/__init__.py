"""Check what no single model sees: references, scenarios, screens, and how good the questions are."""
