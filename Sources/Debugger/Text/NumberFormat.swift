import Algorithms
import Glibc

/// A number with a number of significant digits, without trailing zeros.
package func formatted(_ value: Double, digits: Int) -> String {
  if digits >= 17 { return exactly(value) }
  return printed("%.\(max(1, digits))g", value)
}

/// A number with a fixed number of decimals and a sign, for columns; `e` notation beyond 10⁵.
package func signed(_ value: Double, decimals: Int) -> String {
  fixed(value, decimals: decimals, flag: "+")
}

/// A number with a fixed number of decimals; `e` notation beyond 10⁵.
package func fixed(_ value: Double, decimals: Int, flag: String = "") -> String {
  printed(
    "%\(flag)." + (value.magnitude >= 1e5 ? "\(max(0, decimals - 1))e" : "\(decimals)f"), value)
}

/// The shortest decimal that reads back as the same number.
package func exactly(_ value: Double) -> String {
  if value.isNaN { return "nan" }
  let text = "\(value)"
  return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}

/// A number in base 16, padded with zeros to a number of digits.
func hexadecimal(_ value: some BinaryInteger, digits: Int, uppercase: Bool = false) -> String {
  let text = String(value, radix: 16, uppercase: uppercase)
  return String(repeating: "0", count: max(0, digits - text.count)) + text
}

/// A count with a comma between groups of three digits.
package func grouped(_ count: Int) -> String {
  let groups = String(count.magnitude).reversed().chunks(ofCount: 3)
  return (count < 0 ? "-" : "") + String(groups.joined(by: ",").reversed())
}

/// A count with its unit in the singular or plural: `1 word`, `2,000 words`.
package func counted(_ count: Int, _ unit: String) -> String {
  "\(grouped(count)) \(unit)" + (count == 1 ? "" : "s")
}

private func printed(_ format: String, _ value: Double) -> String {
  guard value.isFinite else { return value.isNaN ? "nan" : value < 0 ? "-inf" : "+inf" }
  return withVaList([value]) { arguments in
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 400) { buffer in
      let count = vsnprintf(buffer.baseAddress, buffer.count, format, arguments)
      return String(
        decoding: buffer.prefix(Int(count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
  }
}
