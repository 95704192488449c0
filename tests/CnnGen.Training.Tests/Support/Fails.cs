using System;
using Xunit;

namespace CnnGen.Training.Tests;

/// <summary>Asserts that something fails, and what is said of it.</summary>
internal static class Fails
{
    /// <summary>It throws an exception of that very type whose message has the text in it.</summary>
    public static void With<T>(string message, Func<object?> action)
        where T : Exception => Assert.Contains(message, Assert.Throws<T>(action).Message, StringComparison.Ordinal);

    /// <summary>It throws an exception of that very type whose message has the text in it.</summary>
    public static void With<T>(string message, Action action)
        where T : Exception => Assert.Contains(message, Assert.Throws<T>(action).Message, StringComparison.Ordinal);
}
