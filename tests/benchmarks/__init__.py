"""What the register's pages cost, measured beside what they could cost."""
