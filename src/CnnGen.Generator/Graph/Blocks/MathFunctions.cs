using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Model.Blocks;

namespace CnnGen.Generator.Graph.Blocks;

/// <summary>A function that a block's text may call.</summary>
/// <param name="Name">Its name: <c>Math.Max</c>.</param>
/// <param name="Arguments">How many numbers it takes.</param>
/// <param name="KeepsIntegers">Whether it gives an int where it gets ints.</param>
/// <param name="OfNumbers">Its value.</param>
internal sealed record MathFunction(string Name, int Arguments, bool KeepsIntegers, Func<IReadOnlyList<double>, double> OfNumbers)
{
    /// <summary>Its value for ints and doubles. Doubles hold every int.</summary>
    public object? Compute(IReadOnlyList<object> arguments)
    {
        double value = OfNumbers(arguments.Select(static argument => argument is int integer ? integer : (double)argument).ToList());
        return KeepsIntegers && arguments.All(static argument => argument is int) ? (object)(int)Math.Min(value, int.MaxValue) : value;
    }

    /// <summary>The type of its value.</summary>
    public ParameterType TypeFor(IEnumerable<ParameterType?> arguments) =>
        KeepsIntegers && arguments.All(static argument => argument?.Kind == ValueKind.Integer) ? ParameterType.Integer : ParameterType.Number;
}

/// <summary>The table of functions: those of System.Math that sizes are computed with.</summary>
internal static class MathFunctions
{
    public static readonly IReadOnlyList<MathFunction> All =
    [
        new("Math.Max", 2, true, static numbers => Math.Max(numbers[0], numbers[1])),
        new("Math.Min", 2, true, static numbers => Math.Min(numbers[0], numbers[1])),
        new("Math.Abs", 1, true, static numbers => Math.Abs(numbers[0])),
        new("Math.Floor", 1, false, static numbers => Math.Floor(numbers[0])),
        new("Math.Ceiling", 1, false, static numbers => Math.Ceiling(numbers[0])),
        new("Math.Round", 1, false, static numbers => Math.Round(numbers[0])),
        new("Math.Sqrt", 1, false, static numbers => Math.Sqrt(numbers[0])),
        new("Math.Pow", 2, false, static numbers => Math.Pow(numbers[0], numbers[1])),
    ];

    public static MathFunction? Find(string name) => All.FirstOrDefault(function => function.Name == name);
}
