// swift-tools-version: 6.2
import Foundation
import PackageDescription

/// SwiftPM's name for the debugger's package, under which its `package` symbols are visible.
let debugger = URL(filePath: Context.packageDirectory).deletingLastPathComponent()
  .lastPathComponent.lowercased()
let packageName = String(
  debugger.enumerated().map { $1.isLetter || $1.isNumber && $0 > 0 ? $1 : "_" })

let package = Package(
  name: "sgdb-benchmarks",
  dependencies: [
    .package(name: "sgdb", path: ".."),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
  ],
  targets: [
    .executableTarget(
      name: "sgdb-bench",
      dependencies: [
        "CBenchmark",
        .product(name: "Inside", package: "sgdb"),
        .product(name: "Word2Vec", package: "sgdb"),
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      // Without this SwiftPM gives the name of this package instead.
      packageAccess: false,
      swiftSettings: [.unsafeFlags(["-package-name", packageName])]),
    .target(name: "CBenchmark"),
  ]
)
