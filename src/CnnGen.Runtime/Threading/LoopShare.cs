using System.ComponentModel;

namespace CnnGen.Runtime;

/// <summary>How threads share a loop of a kernel: a stretch of its iterations each, as long as each other where they can be. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LoopShare
{
    /// <summary>The first iteration of a share; that of the next one is behind its last.</summary>
    /// <param name="count">All iterations.</param>
    /// <param name="share">The share, from 0 on.</param>
    /// <param name="shares">How many shares there are.</param>
    public static int First(int count, int share, int shares) => (int)((long)count * share / shares);

    /// <summary>Whether threads share one loop more evenly than another, so that fewer of them wait.</summary>
    /// <param name="count">Iterations of the one.</param>
    /// <param name="other">Iterations of the other one.</param>
    /// <param name="shares">How many shares there are.</param>
    public static bool IsMoreEven(int count, int other, int shares) => (long)count * Longest(other, shares) > (long)other * Longest(count, shares);

    private static int Longest(int count, int shares) => (count + shares - 1) / shares;
}
