import Debugger

/// The progress of an activity as one line of ASCII:
/// `loading bible.txt: 45% of 4.4M bytes, 2.1M bytes/s, 2 s left`.
///
/// - Parameters:
///   - progress: How far it has come.
///   - start: The units done when it was first seen.
///   - seconds: The time since then.
/// - Returns: The line, without line end.
package func progressLine(_ progress: Progress, from start: Int, seconds: Double) -> String {
  let rate = seconds > 0 ? Double(progress.done - start) / seconds : 0
  var parts: [String] = []
  if let total = progress.total, total > 0 {
    let percent = Int(100 * min(1, Double(progress.done) / Double(total)))
    parts.append("\(percent)% of \(shortNumber(Double(total))) \(progress.unit)")
  } else {
    parts.append("\(shortNumber(Double(progress.done))) \(progress.unit)")
  }
  if rate > 0 {
    parts.append("\(shortNumber(rate)) \(progress.unit)/s")
    if let total = progress.total, total > progress.done {
      parts.append("\(shortDuration(Double(total - progress.done) / rate)) left")
    }
  }
  if !progress.note.isEmpty { parts.append(progress.note) }
  return "\(progress.title): \(parts.joined(separator: ", "))"
}

/// The result of a run with its time, and its rate if it took long enough to have one:
/// `1,000 windows …  0.52 s  1,923 words/s`.
package func measured(_ text: String, words: Int, taking time: Duration) -> String {
  let seconds = max(time / .seconds(1), 1e-6)
  let rate = wholeNumber(Double(words) / seconds)
  let result = "\(text)  \(formatted(seconds, digits: 3)) s"
  return seconds < 1e-3 ? result : result + "  \(grouped(rate)) words/s"
}

/// The part of a run's time that was not training: `0.62 % overhead`.
package func partOutside(_ working: Duration, of elapsed: Duration) -> String {
  let part = max(0, 1 - working / elapsed)
  return "\(fixed(100 * part, decimals: 2)) % overhead"
}

/// A number in at most four characters and a suffix: `12`, `950`, `1.2k`, `34M`.
package func shortNumber(_ number: Double) -> String {
  var scaled = number
  for suffix in ["", "k", "M", "G", "T"] {
    if scaled < 999.5 || suffix == "T" {
      let tenths = (scaled * 10).rounded()
      let isShort = suffix.isEmpty || tenths >= 100
      let shown = isShort ? "\(wholeNumber(scaled))" : "\(tenths / 10)"
      return shown + suffix
    }
    scaled /= 1000
  }
  return ""
}

/// A time in readable units: `8 s`, `3 min 20 s`, `2 h 5 min`.
package func shortDuration(_ seconds: Double) -> String {
  let whole = wholeNumber(seconds)
  return switch whole {
  case ..<60: "\(whole) s"
  case ..<3600: "\(whole / 60) min \(whole % 60) s"
  default: "\(whole / 3600) h \(whole % 3600 / 60) min"
  }
}

private func wholeNumber(_ number: Double) -> Int {
  Int(min(1e15, max(0, number.rounded())))
}
