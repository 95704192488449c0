using System;
using System.Collections.Generic;
using System.Reflection;
using Xunit;

namespace CnnGen.Tests;

/// <summary>The JIT drops to minimal optimization at 60,000 bytes of IL: generated methods stay at half of it.</summary>
internal static class MethodBudget
{
    private const int MostBytes = 30 * 1024;

    public static void AssertKept(Assembly assembly)
    {
        List<string> large = [];
        foreach (Type type in assembly.GetTypes())
        {
            foreach (MethodInfo method in type.GetMethods(
                BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                int bytes = method.GetMethodBody()?.GetILAsByteArray()?.Length ?? 0;
                if (bytes > MostBytes)
                {
                    large.Add($"{type.Name}.{method.Name}: {bytes}");
                }
            }
        }

        Assert.Empty(large);
    }
}
