import Glibc
import RandomCases
import Word2Vec

/// Compares the bits of recorded runs, and the kernel with the trace, at the level of processor that
/// `SGDB_LEVEL` names; with the argument `levels` it prints those that this processor has.
@main
enum KernelCheck {
  static func main() throws {
    if CommandLine.arguments.dropFirst() == ["levels"] {
      for level in ProcessorLevel.supported { print(level) }
      return
    }
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
