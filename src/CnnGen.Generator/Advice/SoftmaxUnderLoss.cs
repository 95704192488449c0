using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using CnnGen.Generator.Advice.Rules;
using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Layers.Softmax;
using CnnGen.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace CnnGen.Generator.Advice;

/// <summary>CNN105: a trainer whose loss applies a softmax to the output of a network that ends with one.</summary>
internal static class SoftmaxUnderLoss
{
    private const string FirstPlace = "0";

    /// <summary>The advice on a trainer; null where there is none, and for every other object.</summary>
    /// <remarks>A network of another project has no place in this one's source, and a compiled one has none at all: there nothing is said.</remarks>
    public static Diagnostic? Check(IObjectCreationOperation creation, Compilation compilation, CancellationToken cancellation)
    {
        if (creation.Type is not INamedTypeSymbol { Name: "Trainer", Arity: 1 } trainer || !IsOurs(trainer)
            || trainer.TypeArguments[0] is not INamedTypeSymbol type || !SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly)
            || creation.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == "options")?.Value is not { } options
            || FindSoftmaxLoss(options) is not { } loss
            || GeneratedNetwork.Of(type, compilation, cancellation) is not { } generated
            || generated.Network.Graph.Last is not { Layer: SoftmaxLayer } last)
        {
            return null;
        }

        // Where the loss is told elsewhere the trainer's own argument is what puts the two together.
        return Diagnostic.Create(
            AdviceDescriptors.SoftmaxUnderLoss,
            creation.Syntax.Span.Contains(loss.SourceSpan) ? loss : options.Syntax.GetLocation(),
            [generated.Attributes.Find(generated.Network.Expanded.UseOf(last.Id))],
            Removals.Of(generated.Network, last.Id, FirstPlace).ToImmutableDictionary(suggestion => suggestion.Parameter, suggestion => (string?)suggestion.Values),
            $"Loss.SoftmaxCrossEntropy applies a softmax to the {last.Output.Elements} outputs of {type.Name}, and {last.Name}, its last layer, has applied one already");
    }

    /// <summary>Where a trainer's options say that the loss is softmax and cross-entropy in one; null where they do not, or nobody can tell.</summary>
    private static Location? FindSoftmaxLoss(IOperation options)
    {
        if (Origin(options) is not IObjectCreationOperation { Type: { Name: "TrainerOptions" } type } made || !IsOurs(type))
        {
            return null;
        }

        IOperation? loss = (made.Initializer?.Initializers ?? []).OfType<ISimpleAssignmentOperation>()
            .FirstOrDefault(assignment => assignment.Target is IPropertyReferenceOperation { Property.Name: "Loss" })?.Value;
        return loss is null ? WithoutInitializer(made.Syntax)
            : IsSoftmaxLoss(Origin(loss)) ? loss.Syntax.GetLocation()
            : null;
    }

    // The loss as it is, one made of it by "with", or one made anew with settings of its own.
    private static bool IsSoftmaxLoss(IOperation loss) => loss switch
    {
        IWithOperation changed => IsSoftmaxLoss(Origin(changed.Operand)),
        IPropertyReferenceOperation { Property: { Name: "SoftmaxCrossEntropy", ContainingType: var losses } } => IsOurs(losses),
        IObjectCreationOperation { Type: { Name: "SoftmaxCrossEntropyLoss" } type } => IsOurs(type),
        _ => false,
    };

    // Unless told, the loss is SoftmaxCrossEntropy: the options as a whole say so, without the lines of what they do set.
    private static Location WithoutInitializer(SyntaxNode creation) => creation is BaseObjectCreationExpressionSyntax { Initializer: not null } made
        ? Location.Create(made.SyntaxTree, TextSpan.FromBounds(made.SpanStart, made.Initializer.OpenBraceToken.GetPreviousToken().Span.End))
        : creation.GetLocation();

    /// <summary>What an expression was made as, where it is a local that never changes; one step back only, since half-typed locals may go in circles.</summary>
    private static IOperation Origin(IOperation value)
    {
        value = WithoutConversion(value);
        if (value is not ILocalReferenceOperation { Local: var local })
        {
            return value;
        }

        IOperation root = value;
        while (root.Parent is { } parent)
        {
            root = parent;
        }

        List<IOperation> operations = root.Descendants().ToList();
        bool isChanged = operations.OfType<ILocalReferenceOperation>().Any(reference => IsLocal(reference.Local) && IsWritten(reference));
        IOperation? initial = operations.OfType<IVariableDeclaratorOperation>().FirstOrDefault(declarator => IsLocal(declarator.Symbol))?.GetVariableInitializer()?.Value;
        return isChanged || initial is null ? value : WithoutConversion(initial);

        bool IsLocal(ILocalSymbol symbol) => SymbolEqualityComparer.Default.Equals(symbol, local);
    }

    private static bool IsWritten(ILocalReferenceOperation reference) => reference.Parent switch
    {
        IAssignmentOperation assignment => assignment.Target == reference,
        IArgumentOperation { Parameter: { } parameter } => parameter.RefKind is not (RefKind.None or RefKind.In),
        ITupleOperation or IAddressOfOperation => true,
        _ => false,
    };

    private static IOperation WithoutConversion(IOperation value)
    {
        while (value is IConversionOperation conversion)
        {
            value = conversion.Operand;
        }

        return value;
    }

    private static bool IsOurs(ITypeSymbol type) => type.ContainingType is null && type.ContainingNamespace?.ToDisplayString() == WellKnownNames.Namespace;
}
