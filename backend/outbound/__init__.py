"""What leaves this computer: to which addresses, and signed how."""
