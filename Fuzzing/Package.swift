// swift-tools-version: 6.2
import Foundation
import PackageDescription

/// What SwiftPM calls the debugger's package: `package` symbols of it are visible under this name.
let debugger = URL(filePath: Context.packageDirectory).deletingLastPathComponent()
  .lastPathComponent.lowercased()
let packageName = String(
  debugger.enumerated().map { $1.isLetter || $1.isNumber && $0 > 0 ? $1 : "_" })

let package = Package(
  name: "sgdb-fuzzing",
  dependencies: [.package(name: "sgdb", path: "..")],
  targets: [
    .executableTarget(
      name: "sgdb-fuzz",
      dependencies: [.product(name: "FuzzTargets", package: "sgdb")],
      // Without this SwiftPM gives the name of this package instead.
      packageAccess: false,
      swiftSettings: [.unsafeFlags(["-package-name", packageName, "-parse-as-library"])])
  ]
)
