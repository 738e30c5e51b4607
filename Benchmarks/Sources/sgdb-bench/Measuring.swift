import Debugger
import Glibc

/// Measures the processor time of the process, which other programs hardly touch.
struct Stopwatch {
  private let start = Self.nanoseconds

  /// The seconds since it was made.
  var seconds: Double { Double(Self.nanoseconds - start) * 1e-9 }
  /// The milliseconds since it was made.
  var milliseconds: Double { seconds * 1e3 }

  private static var nanoseconds: Int {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }
}

/// The resident memory of this process, in bytes.
func residentBytes() throws -> Int { try statusBytes(of: "self", "VmRSS") }

/// The memory of a process by the system's count, in bytes.
///
/// - Parameters:
///   - process: Its number, or `self`.
///   - name: `VmRSS`, `VmHWM`, `RssAnon`, as proc(5) explains them.
/// - Returns: The bytes.
/// - Throws: ``BenchmarkError`` if the count is missing.
func statusBytes(of process: String, _ name: String) throws -> Int {
  let path = "/proc/\(process)/status"
  let file = open(path, O_RDONLY)
  guard file >= 0 else { throw BenchmarkError("\(path) cannot be read") }
  defer { close(file) }
  var bytes = [UInt8](repeating: 0, count: 1 << 14)
  let count = read(file, &bytes, bytes.count)
  let text = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
  for line in text.split(separator: "\n") where line.hasPrefix("\(name):") {
    if let kilobytes = Int(line.filter { $0 >= "0" && $0 <= "9" }) { return kilobytes << 10 }
  }
  throw BenchmarkError("\(path) has no entry \(name)")
}

extension Session {
  /// Runs a line to its end.
  ///
  /// - Throws: ``BenchmarkError`` if it fails.
  @discardableResult
  func runOrFail(_ line: String) throws -> [Effect] {
    let effects = run(line)
    for case .failure(let message) in effects { throw BenchmarkError("\(line): \(message)") }
    return effects
  }
}
