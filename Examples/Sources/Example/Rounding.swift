/// A number with four decimals at most.
func rounded(_ number: Double) -> Double {
  // Adding 0 turns -0 into 0.
  (number * 10_000).rounded() / 10_000 + 0
}
