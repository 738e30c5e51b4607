import Glibc
import Runs
import Word2Vec

/// The memory available to a session, in bytes: the machine's, or what is left of the limit of `ulimit -v`.
///
/// - Parameter held: The part of the program's memory that the session holds, in bytes.
/// - Returns: The bytes, including that part.
func usableMemory(holding held: Int = 0) -> Int {
  var limit = rlimit()
  guard getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0,
    limit.rlim_cur < UInt64(physicalMemory) + addressSpace
  else { return physicalMemory }
  return max(0, min(physicalMemory, Int(limit.rlim_cur) - Int(addressSpace) + held))
}

/// The address space of the program, in bytes.
private var addressSpace: UInt64 {
  guard let file = try? readFile("/proc/self/statm"),
    let pages = file.split(separator: UInt8(ascii: " ")).first,
    let count = UInt64(String(decoding: pages, as: UTF8.self))
  else { return 0 }
  return count * UInt64(sysconf(Int32(_SC_PAGESIZE)))
}

/// The size of a run's parameters, in bytes.
func parameterByteCount(words: Int, dimension: Int) -> Int {
  let stride = (dimension + Matrix.block - 1) / Matrix.block * Matrix.block
  return 2 * words * stride * MemoryLayout<Float>.stride
}

extension Session {
  /// Refuses a run that needs too much memory, before allocating it.
  ///
  /// The estimate includes the session while the run is allocated, and later the run with its history
  /// and, under softmax, a copy for dry runs.
  ///
  /// - Parameters:
  ///   - words: The vocabulary size `W`.
  ///   - settings: The settings of the run.
  ///   - copies: The number of copies of its parameters allocated.
  ///   - bytes: The size of other allocations, in bytes.
  /// - Throws: ``CommandError``.
  func requireMemory(
    words: Int, _ settings: Hyperparameters, allocating copies: Int = 1, bytes: Int = 0
  ) throws {
    let parameters = parameterByteCount(words: words, dimension: settings.dimension)
    let held = run.trainer.parameterByteCount + run.history.byteCount
    let making = held + copies * parameters + bytes
    let limit = interface.historyLimit
    let history = parameters <= limit ? min(limit, History.mostCheckpoints * parameters) : 0
    let running = (settings.objective.readsWholeVocabulary ? 2 : 1) * parameters + history
    let needed = max(making, running)
    let usable = usableMemory(holding: held)
    guard needed > usable / 5 * 4 else { return }
    throw CommandError.other(
      "\(counted(words, "word")) with \(counted(settings.dimension, "component")) each need "
        + "\(grouped(needed / 1_000_000)) MB with copies and history, and this machine has "
        + "\(grouped(usable / 1_000_000)); try a smaller dimension, a larger min-count"
        + " or a smaller history-memory")
  }
}
