namespace Lectures;

/// <summary>A network that does not compile, and what the compiler says of it; a test compiles each.</summary>
/// <param name="Declaration">The attributes.</param>
/// <param name="Id">The error: <c>CNN001</c>.</param>
/// <param name="Message">Its message.</param>
internal sealed record Mistake(string Declaration, string Id, string Message);
