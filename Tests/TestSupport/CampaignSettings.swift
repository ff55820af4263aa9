import Foundation

/// What a campaign that is a Swift test is told by the environment.
public enum CampaignSettings {
  /// How much is tried: `HOTLINE_CAMPAIGN_SIZE`, or what `make test` tries.
  public static func size(or usual: Int) -> Int { number("HOTLINE_CAMPAIGN_SIZE") ?? usual }

  /// Where the random numbers begin: `HOTLINE_CAMPAIGN_SEED`, or that of `make test`.
  public static func seed(or usual: Int) -> UInt64 {
    UInt64(number("HOTLINE_CAMPAIGN_SEED") ?? usual)
  }

  private static func number(_ name: String) -> Int? {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
  }
}
