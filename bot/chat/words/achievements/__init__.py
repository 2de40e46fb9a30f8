"""Badges, boards, assessments and certificates in words."""
