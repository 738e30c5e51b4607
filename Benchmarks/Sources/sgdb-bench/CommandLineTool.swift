import Foundation
import Subprocess
import SystemPackage

/// A program that is run for comparison, with its output.
struct CommandLineTool {
  /// The file to run, and its arguments.
  let command: [String]

  /// The result of a run.
  struct Outcome {
    /// Processor time of the process and its children, in seconds.
    let seconds: Double
    let output: String

    /// The number behind a name at the start of a line.
    func number(_ name: String) throws -> Double {
      for line in output.split(separator: "\n") where line.hasPrefix(name + " ") {
        if let number = Double(line.dropFirst(name.count + 1)) { return number }
      }
      throw BenchmarkError("'\(name)' is missing in: \(output)")
    }
  }

  /// Runs it to its end.
  ///
  /// - Throws: ``BenchmarkError`` if it fails.
  func run() async throws -> Outcome {
    let before = Self.secondsOfChildren
    let result = try await Subprocess.run(
      .path(FilePath(command[0])), arguments: Arguments(Array(command.dropFirst())),
      environment: .inherit.updating(["LC_ALL": "C"]), output: .string(limit: 1 << 20))
    guard result.terminationStatus.isSuccess else {
      throw BenchmarkError("failed: \(command.joined(separator: " "))")
    }
    return Outcome(
      seconds: Self.secondsOfChildren - before, output: result.standardOutput)
  }

  private static var secondsOfChildren: Double {
    var usage = rusage()
    getrusage(RUSAGE_CHILDREN.rawValue, &usage)
    return [usage.ru_utime, usage.ru_stime].reduce(0) {
      $0 + Double($1.tv_sec) + Double($1.tv_usec) * 1e-6
    }
  }
}

/// The files prepared by `script/bench`, by the names of environment variables.
enum Prepared: String {
  /// The folder of the corpora.
  case corpora = "SGDB_BENCH_CORPORA"
  /// The program itself.
  case program = "SGDB_BENCH_PROGRAM"
  /// A Python with gensim.
  case python = "SGDB_BENCH_PYTHON"
  /// The folder of scripts for comparison.
  case scripts = "SGDB_BENCH_SCRIPTS"
  /// fastText's program.
  case fasttext = "SGDB_BENCH_FASTTEXT"
  /// word2vec.c's program.
  case word2vec = "SGDB_BENCH_WORD2VEC"
  /// The file that all figures are written to as JSON.
  case results = "SGDB_BENCH_RESULTS"

  /// The path, if it has been prepared.
  var path: String? {
    ProcessInfo.processInfo.environment[rawValue].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The path of a corpus.
  static func corpus(_ name: String) throws -> String {
    guard let folder = corpora.path else {
      throw BenchmarkError("there are no corpora; start this by script/bench")
    }
    return "\(folder)/\(name).txt"
  }
}
