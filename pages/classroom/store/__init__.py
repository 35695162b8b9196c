"""What a class keeps: rooms, members, polls, votes and ticks, in one database that several processes may share."""
