"""What there is: places, figures, groups, events of zones, science cities, fields of the plan."""
