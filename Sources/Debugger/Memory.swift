import Glibc
import Runs
import SkipGram

/// The memory that the program may take, in bytes: the machine's, or less where `ulimit -v` says so.
var usableMemory: Int {
  var limit = rlimit()
  guard getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0 else {
    return physicalMemory
  }
  return min(physicalMemory, Int(clamping: limit.rlim_cur))
}

/// The memory that the parameters of a run take, in bytes.
func parameterByteCount(words: Int, dimension: Int) -> Int {
  let stride = (dimension + Matrix.block - 1) / Matrix.block * Matrix.block
  return 2 * words * stride * MemoryLayout<Float>.stride
}

extension Session {
  /// Refuses a run that memory cannot hold, before anything of it is allocated.
  ///
  /// Counted are what the session holds while the run is made, and later the run with its history and,
  /// under softmax, the copy that an update is tried on.
  ///
  /// - Parameters:
  ///   - words: The vocabulary size `W`.
  ///   - settings: The settings of the run.
  ///   - copies: How many times its parameters are allocated to make it.
  ///   - bytes: What else is allocated to make it, in bytes.
  /// - Throws: ``CommandError`` that says what to try.
  func requireMemory(
    words: Int, _ settings: Hyperparameters, allocating copies: Int = 1, bytes: Int = 0
  ) throws {
    let parameters = parameterByteCount(words: words, dimension: settings.dimension)
    let making =
      run.trainer.parameterByteCount + run.history.byteCount + copies * parameters + bytes
    let limit = interface.historyLimit
    let history = parameters <= limit ? min(limit, History.mostCheckpoints * parameters) : 0
    let running = (settings.objective.readsWholeVocabulary ? 2 : 1) * parameters + history
    let needed = max(making, running)
    guard needed > usableMemory / 5 * 4 else { return }
    throw CommandError.other(
      "\(grouped(words)) words in \(grouped(settings.dimension)) components take "
        + "\(grouped(needed / 1_000_000)) MB with copies and history, and this machine has "
        + "\(grouped(usableMemory / 1_000_000)); try a smaller dimension, a larger min-count"
        + " or a smaller history-memory")
  }
}
