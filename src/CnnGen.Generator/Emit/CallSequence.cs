using System;
using System.Collections.Generic;
using CnnGen.Generator.Operations;

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
            if (ConditionOf(operation) != condition)
            {
                guard?.Dispose();
                condition = ConditionOf(operation);
                writer.Paragraph();
                guard = condition is null ? null : writer.Block($"if ({condition})");
            }

            if (_node != operation.Node)
            {
                _node = operation.Node;
                if (headerOf(operation.Node) is { } header)
                {
                    writer.Paragraph();
                    writer.Line(header);
                }
            }

            writer.Line(text.CallOf(operation, numbers));
        }

        guard?.Dispose();
    }

    /// <summary>When an operation is done; null where it always is.</summary>
    private static string? ConditionOf(Operation operation) =>
        operation.OnlyForInputGradient ? "wantsInputGradient" : operation.OnlyForOutputs != 0 ? FurtherOutputs.IsWanted(operation.OnlyForOutputs) : null;
}
