"""Training: schedules, optimisers, one update, the loop over them."""
