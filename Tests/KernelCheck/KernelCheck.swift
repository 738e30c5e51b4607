import Glibc
import RandomCases
import Word2Vec

/// Compares the bits of recorded runs, and the kernel with the trace; for builds at other levels
/// of the processor than the one the tests are built at.
@main
enum KernelCheck {
  static func main() throws {
    var failures: [String] = []
    for run in RecordedRun.all {
      var trainer = try run.trainer()
      for _ in 0..<RecordedRun.windows { _ = trainer.step() }
      trainer.settle()
      let hash = trainer.parameters.hash()
      guard hash != run.hash else { continue }
      failures.append(
        "\(run): \(String(hash, radix: 16)) instead of \(String(run.hash, radix: 16))")
    }
    failures += KernelSweep.dimensions.compactMap(KernelSweep.disagreement)
    for failure in failures { print(failure) }
    exit(failures.isEmpty ? EXIT_SUCCESS : EXIT_FAILURE)
  }
}
