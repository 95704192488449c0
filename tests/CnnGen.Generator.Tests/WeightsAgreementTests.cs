using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Generator.Tests;

/// <summary>The build objects to a weights file exactly where Load does.</summary>
public sealed class WeightsAgreementTests : IDisposable
{
    private const string Source = """
        using CnnGen;

        [Weights("net.safetensors")]
        [Input(2, 6, 6)]
        [Conv(4, 3), BatchNorm, PReLU]
        [DepthwiseConv(3), LayerNorm, Scale, GlobalAvgPool]
        [Linear(3, Bias = false)]
        public partial class N;
        """;

    private static readonly string[] Types = ["F32", "F64", "F16", "BF16", "I64", "I32"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ChangedFiles_AreRefusedByBothOrNeither()
    {
        Type network = NetworkCompiler.Compile(Source.Replace("using CnnGen;", "").Replace("[Weights(\"net.safetensors\")]", "")).GetType("N")!;
        ParameterCollection parameters = (ParameterCollection)network.GetProperty("Parameters")!.GetValue(Call(network, "Create", 1UL))!;
        List<Tensor> own = [.. parameters.Select(static parameter => new Tensor(parameter.Name, parameter.Name.EndsWith("tracked", StringComparison.Ordinal) ? "I64" : "F32", [.. parameter.Shape]))];
        GeneratorRun run = GeneratorRun.WithWeights(Listing(own), Source);
        Assert.Empty(run.Result.Diagnostics);

        Random random = new(1);
        int refused = 0;
        const int Files = 300;
        for (int file = 0; file < Files; file++)
        {
            List<Tensor> changed = [.. own];
            for (int change = random.Next(3); change > 0; change--)
            {
                Change(changed, random);
            }

            run = run.ReplaceWeights(Listing(changed));
            File.WriteAllBytes(_folder["net.safetensors"], SafetensorsBytes.Of(changed.Select(static tensor => (tensor.Name, tensor.Type, tensor.Shape))));
            string? said = Refusal(network);
            Assert.True((said is null) == run.Result.Diagnostics.IsEmpty, $"Load says {said ?? "nothing"}, the build {string.Join("; ", run.Result.Diagnostics)}, of\n{Listing(changed)}");
            refused += said is null ? 0 : 1;
        }

        // Both happened, often.
        Assert.InRange(refused, Files / 5, Files * 4 / 5);
    }

    private string? Refusal(Type network)
    {
        try
        {
            Call(network, "Load", _folder["net.safetensors"]);
            return null;
        }
        catch (TargetInvocationException exception) when (exception.InnerException is InvalidDataException refusal)
        {
            return refusal.Message;
        }
    }

    private static object? Call(Type network, string method, object argument) => network.GetMethod(method, [argument.GetType()])!.Invoke(null, [argument]);

    private static void Change(List<Tensor> tensors, Random random)
    {
        int place = random.Next(tensors.Count);
        Tensor tensor = tensors[place];
        switch (random.Next(6))
        {
            case 0:
                tensors.RemoveAt(place);
                break;
            case 1:
                tensors.Add(tensor with { Name = $"extra{tensors.Count}" });
                break;
            case 2 when tensor.Shape.Length > 0:
                tensors[place] = tensor with { Shape = [.. tensor.Shape.Reverse()] };
                break;
            case 3:
                tensors[place] = tensor with { Shape = [.. tensor.Shape, 1] };
                break;
            default:
                tensors[place] = tensor with { Type = Types[random.Next(Types.Length)] };
                break;
        }
    }

    private static string Listing(IEnumerable<Tensor> tensors) =>
        "file net.safetensors\n" + string.Concat(tensors.Select(static tensor => $"{tensor.Type} [{string.Join(", ", tensor.Shape)}] {tensor.Name}\n"));

    private sealed record Tensor(string Name, string Type, int[] Shape);
}
