"""What a student's function uses that will not be there when it is graded, said by the check at home."""
