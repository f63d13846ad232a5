"""What every room stands on: tenancy, operations, events, deliveries, schedule, clock. No word of the trade."""
