import Glibc
import SkipGram

/// Makes the recorded runs and compares their bits; for builds at other levels of the processor than
/// the one the tests are built at.
@main
enum SameBits {
  static func main() throws {
    var differs = false
    for run in RecordedRun.all {
      var trainer = try run.trainer()
      for _ in 0..<RecordedRun.windows { _ = trainer.step() }
      let hash = trainer.parameters.hash
      guard hash != run.hash else { continue }
      differs = true
      print("\(run): \(String(hash, radix: 16)) instead of \(String(run.hash, radix: 16))")
    }
    exit(differs ? EXIT_FAILURE : EXIT_SUCCESS)
  }
}
