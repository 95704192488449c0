using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Model;
using CnnGen.Generator.Tensors;
using static CnnGen.Generator.Kernels.VectorText;

namespace CnnGen.Generator.Kernels;

/// <summary>A join's gradient by one of its operands.</summary>
/// <remarks>A maximum's goes to the larger operand, and half of it to each of two that are equal, as that of PyTorch's maximum; where one is NaN, to both.</remarks>
/// <param name="Kind">What the join computes.</param>
/// <param name="Divisor">What the gradient is divided by.</param>
/// <param name="Values">The operands that it depends on: of a product the other one, of a maximum its own and the other.</param>
/// <param name="OutputGradient">The gradient by the result.</param>
/// <param name="InputGradient">The gradient by the operand.</param>
internal sealed record JoinGradientKernel(JoinKind Kind, int Divisor, EquatableArray<TensorForm> Values, TensorForm OutputGradient, TensorForm InputGradient) : Kernel
{
    public override string Name =>
        $"{Kind}Gradient_{KernelNames.Form(OutputGradient)}_to_{KernelNames.Form(InputGradient)}{string.Concat(Values.Select(value => "_of_" + KernelNames.Form(value)))}{JoinOperand.Suffix(Divisor)}";

    public override void Write(KernelWriter kernel) => kernel.Main(
        string.Join(", ", Names.Select(name => "ref float " + name)), $"{OutputGradient} -> {InputGradient}", writer => WriteGradient(writer, kernel.Width));

    private IEnumerable<string> Names => [.. Values.Select((_, place) => NameOf(place)), "dy", "dx"];

    private static string NameOf(int place) => "x" + Number(place + 1);

    private void WriteGradient(CodeWriter writer, VectorWidth width)
    {
        using CodeWriter.LoopBlock plane = writer.Loop("plane", OutputGradient.Planes);
        using CodeWriter.LoopBlock part = writer.Loop("part", Tensor.Block / width.Lanes);
        TensorForm whole = OutputGradient;
        JoinOperand[] values = [.. Values.Select((form, place) => new JoinOperand(NameOf(place), form, whole)), new JoinOperand("dy", whole, whole)];
        foreach (JoinOperand value in values)
        {
            value.WriteFirst(writer, width, plane, part);
        }

        JoinOperand dx = new("dx", InputGradient, whole);
        string first = At("dx", InputGradient.Origin, plane.Times(InputGradient.PlaneStride), part.Times(width.Lanes));
        if (dx.IsWidened)
        {
            WriteSum(writer, width, values);
            writer.Line(width.StoreAt(Divided(width, "sum"), first));
            return;
        }

        writer.Line($"ref float dxc = {first};");
        using LoopNest pixel = writer.Nest("", JoinOperand.Pixels(whole, values.Append(dx)));
        string gradient = Gradient(writer, width, values.Select(value => value.At(pixel)).ToArray());
        writer.Line(width.StoreAt(Divided(width, gradient), At("dxc", 0, pixel.Times(InputGradient.Step))));
    }

    /// <summary>Sums over the elements that the operand goes with.</summary>
    private void WriteSum(CodeWriter writer, VectorWidth width, JoinOperand[] values)
    {
        JoinOperand[] walked = [.. values.Where(static value => !value.IsWidened)];
        ChannelLoop.SumOfSample(
            writer, width, OutputGradient.Size.Select(static size => Number(size)), ChannelLoop.SplitsOf(OutputGradient.Size), ["sum"], [.. walked.Select(static value => (value.Name, value.First, ChannelForm.Of(value.Name, value.Form)))], (sums, elements) =>
            {
                using IDisposable scope = writer.Scope();
                string gradient = Gradient(writer, width, [.. values.Select(value => value.IsWidened ? value.First : elements[Array.IndexOf(walked, value)])]);
                writer.Line($"{sums[0]} += {gradient};");
            });
    }

    /// <summary>The gradient of one element.</summary>
    /// <param name="writer">Receives what is declared for it.</param>
    /// <param name="width">The vectors.</param>
    /// <param name="elements">Those of the values, then that of the output's gradient.</param>
    private string Gradient(CodeWriter writer, VectorWidth width, string[] elements)
    {
        if (Kind != JoinKind.Max)
        {
            return string.Join(" * ", elements.Reverse());
        }

        writer.Line(width.Declare("value", elements[0]));
        writer.Line(width.Declare("other", elements[1]));
        writer.Line(width.Declare("gradient", elements[2]));
        string halved = $"ConditionalSelect({width.Type}.Equals(value, other), gradient * {width.Constant(0.5f)}, gradient)";
        return $"AndNot({halved}, LessThan(value, other))";
    }

    private string Divided(VectorWidth width, string gradient) => Divisor == 1 ? gradient : $"({gradient}) * {width.Constant(1f / Divisor)}";
}
