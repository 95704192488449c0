namespace CnnGen.Generator.Kernels;

/// <summary>How threads share a kernel: each computes a stretch of one of its loops.</summary>
/// <remarks>What an iteration computes and in which order does not depend on who does it, so the bits do not depend on the threads.</remarks>
internal static class Share
{
    /// <summary>What a shared kernel takes behind its other arguments.</summary>
    public const string Parameters = ", int share, int shares";

    // About 50 microseconds of one core: a hand-over between threads that spin takes a fraction of one.
    private const long LeastMultiplyAdds = 1 << 21;
    private const long LeastFloats = 1 << 17;

    /// <summary>Whether so many multiply-adds are worth a second thread.</summary>
    public static bool IsWorth(long multiplyAdds) => multiplyAdds >= LeastMultiplyAdds;

    /// <summary>Whether reading so many floats is worth a second thread.</summary>
    public static bool IsWorthReading(long floats) => floats >= LeastFloats;
}
