using System;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Emitted.Tests;

/// <summary>What a user may write to change a parameter: it changes it, or it does not compile.</summary>
public sealed class ParameterAssignmentTests
{
    private const string Network = "[Input(4), Linear(2)] public partial class Tiny; public static class Uses { public static void Set(Tiny net, float[] values) { ";

    [Theory]
    [InlineData("net.Parameters[\"fc1.bias\"].Value[0] = 5f;")]
    [InlineData("net.Parameters[\"fc1.bias\"].Value[0] += 5f;")]
    [InlineData("net.Parameters[0].Value[^1]++;")]
    [InlineData("foreach (var parameter in net.Parameters) { parameter.Value[0] = 5f; }")]
    [InlineData("var bias = net.Parameters[\"fc1.bias\"].Value; bias[0] = 5f;")]
    [InlineData("ref float first = ref net.Parameters[0].Value.AsSpan()[0];")]
    [InlineData("net.Parameters[0].Value.AsSpan()[0] = 5f;")]
    public void AssignmentToAnElement_DoesNotCompile(string statement)
    {
        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => NetworkCompiler.Compile(Network + statement + " } }"));
        Assert.Contains("error CS", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Networks.cs", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("net.Parameters[\"fc1.bias\"].Value = [5f, 6f];")]
    [InlineData("net.Parameters[\"fc1.bias\"].Value = values;")]
    [InlineData("float[] bias = net.Parameters[\"fc1.bias\"].Value; bias[0] = 5f; bias[1] = 6f; net.Parameters[\"fc1.bias\"].Value = bias;")]
    [InlineData("net.Parameters[\"fc1.bias\"].Value = [net.Parameters[\"fc1.bias\"].Value[0] * 0f + 5f, 6f];")]
    [InlineData("net.Parameters[\"fc1.bias\"].CopyFrom(values);")]
    public void AssignmentOfAllElements_SetsThem(string statement)
    {
        System.Reflection.Assembly assembly = NetworkCompiler.Compile(Network + statement + " } }");
        Type network = assembly.GetType("Tiny", throwOnError: true)!;
        using IDisposable net = (IDisposable)network.GetMethod("Create")!.Invoke(null, [1UL])!;
        assembly.GetType("Uses", throwOnError: true)!.GetMethod("Set")!.Invoke(null, [net, new[] { 5f, 6f }]);
        ParameterCollection parameters = (ParameterCollection)network.GetProperty("Parameters")!.GetValue(net)!;
        Assert.Equal([5f, 6f], parameters["fc1.bias"].Value);
    }
}
