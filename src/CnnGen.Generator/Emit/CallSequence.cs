using System;
using System.Collections.Generic;
using CnnGen.Generator.Kernels;
using CnnGen.Generator.Operations;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Emit;

/// <summary>Writes the calls of one method in their order, with a header where a layer begins.</summary>
/// <param name="writer">Receives them.</param>
/// <param name="text">The calls.</param>
/// <param name="headerOf">A layer's header, or null.</param>
/// <param name="numbers">Receives the numbers, in whose places gaps are written.</param>
internal sealed class CallSequence(CodeWriter writer, MethodText text, Func<int, string?> headerOf, List<StageNumber> numbers)
{
    private int? _node;

    /// <summary>Writes operations that follow what has been written.</summary>
    public void Write(IEnumerable<Operation> operations)
    {
        string? condition = null;
        IDisposable? guard = null;
        foreach (Operation operation in operations)
        {
            string? next = ConditionOf(operation);
            if (next != condition)
            {
                guard?.Dispose();
                guard = null;
                writer.Paragraph();
            }

            WriteHeader(operation.Node);
            if (next != condition)
            {
                condition = next;
                guard = condition is null ? null : writer.Block($"if ({StageText.TakeNumbers(condition, "node", numbers)})");
            }

            writer.Line(text.CallOf(operation, numbers));
        }

        guard?.Dispose();
    }

    private void WriteHeader(int node)
    {
        if (_node == node)
        {
            return;
        }

        _node = node;
        if (headerOf(node) is { } header)
        {
            writer.Paragraph();
            writer.Line(header);
        }
    }

    /// <summary>When an operation is done; null where it always is. What the batch gives is little, so it is given always.</summary>
    private static string? ConditionOf(Operation operation) =>
        operation.IsOfWeights ? $"trained.Has({VectorText.Number(operation.Node)})"
        : operation.OnlyForInputGradient && operation.Scope != Scope.Batch ? "trained.ReachesInput"
        : operation.OnlyForOutputs != 0 ? FurtherOutputs.IsWanted(operation.OnlyForOutputs) : null;
}
